"""The sweeping engine: exact answers for spaces too large to list, one issue at a time."""
