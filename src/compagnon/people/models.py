"""People by an opaque code, and what identifies them, apart in the vault."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from compagnon.kit.codes import new_code


class Role(models.TextChoices):
    """What a member of staff does here. A candidate has no role."""

    RECRUITER = "recruiter", _("Recruiter")
    ASSESSOR = "assessor", _("Assessor")
    HIRING_MANAGER = "hiring_manager", _("Hiring manager")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    STEWARD = "steward", _("Steward")


class PersonManager(BaseUserManager["Person"]):
    """Creates people; hides none."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(code=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. Says nothing about who it is: that is `Identity`."""

    code = models.CharField(
        max_length=10, unique=True, default=new_code, editable=False
    )
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # A deletion leaves the code, so that facts still have an author.
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    def __str__(self) -> str:
        return self.code


class Identity(models.Model):
    """The vault: what tells who a person is. Read through `people.access` only."""

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="identity"
    )
    email = models.EmailField(max_length=254)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    # Asked only where a statute needs them (V.I.E.: Code du service national L122-1).
    birth_date = models.DateField(null=True, blank=True)
    nationalities = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email")
        ]

    def __str__(self) -> str:
        return f"identity of {self.person_id}"

    @property
    def name(self) -> str:
        """Given and family name, or the part of the address before the @."""
        return (
            f"{self.given_name} {self.family_name}".strip() or self.email.split("@")[0]
        )


class SignInTicket(models.Model):
    """A code and a link that were mailed together. Only their digests are kept."""

    # Where an erasure finds the person: there is no key to them.
    ADDRESS = "email"

    email = models.EmailField(max_length=254)
    code_digest = models.CharField(max_length=64)
    token_digest = models.CharField(max_length=64, unique=True)
    next_path = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"ticket {self.pk}"


class Authenticator(models.Model):
    """A second factor of a member of staff."""

    class Kind(models.TextChoices):
        TOTP = "totp", _("Code from an authenticator app")
        PASSKEY = "passkey", _("Passkey")
        RECOVERY = "recovery", _("Recovery code")

    person = models.ForeignKey(Person, models.CASCADE, related_name="authenticators")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60, blank=True)
    # TOTP: the sealed secret. Recovery: a digest. Passkey: the public key, base64url.
    secret = models.TextField()
    credential = models.CharField(max_length=400, blank=True)
    # Passkey: its signature counter. TOTP: the last time step that was used.
    counter = models.BigIntegerField(default=0)
    # A TOTP secret counts only once a code has shown that the app has it.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credential"],
                condition=~models.Q(credential=""),
                name="one_authenticator_per_credential",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Grant(models.Model):
    """A role of a member of staff, for one programme or for all."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    programme_slug = models.CharField(max_length=40, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "programme_slug"], name="one_grant_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="grant_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.programme_slug or 'everywhere'}"


class RoleChange(models.Model):
    """Who gave or took which role of whom: kept when the grant itself is gone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_changes")
    role = models.CharField(max_length=20, choices=Role)
    programme_slug = models.CharField(max_length=40, blank=True)
    is_given = models.BooleanField()
    # None: the command line, where the first steward comes from.
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.role} {'given' if self.is_given else 'taken'}"


class Consent(models.Model):
    """What a person agreed to, in which version of the text, and when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class Disclosure(models.Model):
    """Who saw which personal data of whom, when and why. Never holds the data."""

    reader = models.ForeignKey(
        Person, models.PROTECT, related_name="disclosures_read", db_index=False
    )
    subject = models.ForeignKey(
        Person, models.PROTECT, related_name="disclosures", db_index=False
    )
    what = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    happened_at = models.DateTimeField()

    class Meta:
        # The audit is read a page at a time, whole or of one reader or one subject.
        indexes = [
            models.Index(fields=["happened_at", "id"], name="disclosure_by_time"),
            models.Index(
                fields=["reader", "happened_at", "id"], name="disclosure_by_reader"
            ),
            models.Index(
                fields=["subject", "happened_at", "id"], name="disclosure_of_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.subject_id} to {self.reader_id}"
