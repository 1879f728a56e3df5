"""What an application and a blueprint are apart from the way in which they are asked."""

from ..held import hold

hold(__name__)
