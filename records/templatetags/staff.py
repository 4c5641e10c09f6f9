"""What staff see of a row."""

from django import template

from records import site

register = template.Library()
register.filter("staff_label", site.staff_label)
