"""Who may reach what a candidate has given us. Retrieval is the permission."""

from django.http import Http404

from compagnon.applications.models import Document
from compagnon.people.models import Person


def own_document(person: Person, code: str, document: str) -> Document:
    """Return a document of the candidate's own application, or 404."""
    found = Document.objects.filter(
        application__candidate=person, application__code=code, code=document
    ).first()
    if found is None:
        raise Http404
    return found
