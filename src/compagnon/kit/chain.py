"""Facts chained by hash, with personal text kept outside the chain.

Each fact carries the hash of the one before it. What a person wrote is not hashed
itself: the fact holds a salted commitment to it, so the words can be deleted and the
chain still verifies, and nobody can guess short texts from their hashes.
"""

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


def canonical(value: Any) -> bytes:
    """Return the one JSON text of `value`: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def new_salt() -> str:
    return secrets.token_hex(16)


def commitment(text: str, salt: str) -> str:
    """Return a hash that binds to `text` and tells nothing without the salt."""
    return hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()


def link(previous: str, content: dict[str, Any]) -> str:
    """Return the hash of a fact that follows the one with hash `previous`."""
    return hashlib.sha256(previous.encode() + canonical(content)).hexdigest()


def moment(value: datetime) -> str:
    """Return the one text of an instant, in UTC to the microsecond."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
