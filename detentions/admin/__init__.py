from detentions.admin import charge, detention

__all__ = ["charge", "detention"]
