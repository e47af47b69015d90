"""A dossier in, the JSON Schemas of its files out: editors complete and check with them as `check` does."""

from responsegen.dossier.schema.dossier import dossier_schema
from responsegen.dossier.schema.positions import positions_schema

__all__ = ["dossier_schema", "positions_schema"]
