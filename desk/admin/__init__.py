from desk.admin import importing, incident, merging, organisation, person, possible_duplicates, report

__all__ = ["importing", "incident", "merging", "organisation", "person", "possible_duplicates", "report"]
