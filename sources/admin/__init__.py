from sources.admin import statement, term, toll

__all__ = ["statement", "term", "toll"]
