"""Blueprints, under the names that extensions import."""

from ..blueprints import Blueprint, BlueprintSetupState, DeferredSetupFunction
from ..held import hold

hold(__name__)

__all__ = ["Blueprint", "BlueprintSetupState", "DeferredSetupFunction"]
