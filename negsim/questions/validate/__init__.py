"""What is sound but idle, unsupported or surprising in a scenario: warnings, never faults."""
