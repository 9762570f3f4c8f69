"""What all parts of the plan's files have in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A mapping in a YAML file: unknown keys are refused, types are not bent, nothing changes.

    Its schema is built when a file is first validated, once for each kind of file, instead of
    once for each class at import.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
