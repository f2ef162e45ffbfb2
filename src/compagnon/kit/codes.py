"""Opaque codes that people can read to each other over the telephone."""

import secrets

# Crockford's alphabet: no I, L, O or U, so that nothing is misread and no word appears.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """Return ten random characters: 50 bits, nothing about whom or when."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))
