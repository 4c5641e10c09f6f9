from places.models.help_point import HelpPoint
from places.models.place import Place, read_larger

__all__ = ["HelpPoint", "Place", "read_larger"]
