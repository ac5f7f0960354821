"""Who can live with which option, and which it would rather have."""
