"""What an application and a blueprint can both record, under the names that extensions import."""

from ..ctx import _sentinel
from ..held import hold
from ..packages import find_package
from ..registration import F, Scaffold, T_route, _endpoint_from_view_func, setupmethod

hold(__name__)

__all__ = [
    "F",
    "Scaffold",
    "T_route",
    "_endpoint_from_view_func",
    "_sentinel",
    "find_package",
    "setupmethod",
]
