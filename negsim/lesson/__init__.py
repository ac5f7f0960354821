"""An exercise for a class: a confidential sheet for each role, one for the instructor, a form, and a debrief."""
