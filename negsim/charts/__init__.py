"""Pictures of findings: nothing is computed here, and nothing printed."""
