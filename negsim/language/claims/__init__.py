"""What claims say of a scenario's issues, and which of its red lines they carry."""
