"""What is sound but idle, unsupported or surprising in a scenario: warnings, never faults."""

from negsim.questions.validate.find import lint
from negsim.questions.validate.result import Linted, Validated
from negsim.questions.validate.tell import tell

__all__ = ["Linted", "Validated", "lint", "tell"]
