"""What all parts of the plan's files have in common."""

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from taikou_cli.model.asked import OFFICE, Asked

_PLUGIN_LOADER = "pydantic.plugin._loader"


def _load_no_plugins() -> None:
    """Answer pydantic's search for plugins of other packages: there are none.

    Its own loader would import importlib.metadata to search every installed package, for a
    tenth of the time that `taikou validate` takes, and run code that is not ours.
    """
    loader = ModuleType(_PLUGIN_LOADER)
    loader.get_plugins = lambda: ()  # type: ignore[attr-defined]
    sys.modules.setdefault(_PLUGIN_LOADER, loader)


_load_no_plugins()


class Record(BaseModel):
    """A mapping in a YAML file: unknown keys are refused, types are not bent, nothing changes.

    Its schema is built when a file is first validated, once for each kind of file, instead of
    once for each class at import.

    Attributes:
        asked: What holds of its fields that say nothing else of themselves.
    """

    asked: ClassVar[Asked] = OFFICE

    has_fields_as: ClassVar[str | None] = None
    """What `plan.yaml` calls this kind of record where it declares fields for it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @property
    def field_values(self) -> Mapping[str, Any]:
        """The values of the fields that the plan declares for this kind of record, by their ids."""
        values: Mapping[str, Any] = vars(self)["fields"] if self.has_fields_as else {}
        return values

    def with_values(self, **values: Any) -> Self:
        """Give it with other values of some fields; the same values give it itself.

        So what the views of a plan have in common they share, however many years it has.
        """
        for name, value in values.items():
            if getattr(self, name) != value:
                return self.model_copy(update=values)
        return self


def keys_of(model: type[Record]) -> dict[str, str]:
    """Give the keys of a record as YAML writes them, each with the name that Python knows it by.

    They differ where YAML's word is one that Python keeps for itself (`from`).
    """
    return {field.alias or name: name for name, field in model.model_fields.items()}
