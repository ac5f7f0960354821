"""The scenario language: from text with positions to a frozen scenario."""
