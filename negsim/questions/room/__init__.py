"""How far each reservation value may rise, and what each red line and each option costs."""

from negsim.questions.room.find import room
from negsim.questions.room.result import ActorRoom, LineRoom, Room
from negsim.questions.room.tell import tell

__all__ = ["ActorRoom", "LineRoom", "Room", "room", "tell"]
