"""The contract in code, slow and obvious: an independent second opinion that shares nothing with negsim."""
