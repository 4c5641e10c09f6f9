from places.models.help_point import HelpPoint
from places.models.place import Place

__all__ = ["HelpPoint", "Place"]
