"""The JSON Schema of a programme file, for editors that complete and check.

A step's settings depend on its kind: each kind has a definition of its own.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from .declaration import Declaration
from .steps import StepKind


def schema_of(kinds: Mapping[str, type[StepKind]]) -> dict[str, Any]:
    """Return the schema of a whole file for the step kinds of `kinds`."""
    models: list[type[BaseModel]] = [Declaration]
    models += [kind.Settings for kind in kinds.values()]
    references, collected = models_json_schema(
        [(model, "validation") for model in dict.fromkeys(models)],
        ref_template="#/$defs/{model}",
    )
    definitions: dict[str, Any] = collected["$defs"]
    plain = definitions.pop("StepDeclaration")
    names = {}
    for kind in kinds.values():
        names[kind.key] = f"Step_{kind.key}"
        definitions[names[kind.key]] = _step(
            plain, kind, references[kind.Settings, "validation"], definitions
        )
    whole: dict[str, Any] = definitions.pop("Declaration")
    whole["properties"]["steps"]["items"] = {
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in names.values()],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {key: f"#/$defs/{name}" for key, name in names.items()},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Programme",
        **{key: value for key, value in whole.items() if key != "title"},
        "$defs": definitions,
    }


def _step(
    plain: dict[str, Any],
    kind: type[StepKind],
    settings: Mapping[str, Any],
    definitions: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the definition of a step of one kind."""
    step = copy.deepcopy(plain)
    step["title"] = str(kind.title)
    step["properties"]["kind"] = {"const": kind.key}
    step["properties"]["settings"] = dict(settings)
    name = str(settings["$ref"]).rsplit("/", 1)[-1]
    if definitions[name].get("required"):
        step["required"] = [*step["required"], "settings"]
    return step
