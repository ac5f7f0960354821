"""Why nothing is acceptable: which demands exclude one another, what they rest on, what would lift each conflict."""
