"""From a scenario to other tools' files: one module per format."""
