"""What a scenario is, as frozen models."""
