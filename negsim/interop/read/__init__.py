"""From other tools' files to a domain: one module per format."""
