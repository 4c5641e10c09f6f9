from desk.admin import incident, merging, organisation, person, possible_duplicates, report

__all__ = ["incident", "merging", "organisation", "person", "possible_duplicates", "report"]
