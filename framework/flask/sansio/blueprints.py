"""Blueprints, under the names that extensions import."""

from ..blueprints import Blueprint, BlueprintSetupState, DeferredSetupFunction

__all__ = ["Blueprint", "BlueprintSetupState", "DeferredSetupFunction"]
