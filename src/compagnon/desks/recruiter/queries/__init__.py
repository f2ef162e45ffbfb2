"""Pages that a recruiter reads: dataclasses without an identity field."""
