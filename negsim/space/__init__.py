"""The bridge from words to arrays and back."""
