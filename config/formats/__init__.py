"""How dates, hours and numbers are written in each language, where Django's way is not ours (FORMAT_MODULE_PATH).

Dates of the register itself are partial and have their own words (`records/date_words.py`); these agree with them.
"""
