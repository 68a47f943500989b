"""What the page sends to the workbench's server, and the answers in JSON."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter
from starlette.responses import JSONResponse, Response

from opendebate.coding.file_writer import ChangedOnDisk
from opendebate.errors import FaultsFound, OpenDebateError


class WordRange(BaseModel):
    """A run of words of the article."""

    start: Annotated[int, Field(ge=0)]
    stop: int


WORDS = TypeAdapter(WordRange)


def data_of_body(body: bytes) -> Any:
    """Return the data of a request.

    Raises
    ------
    ValueError
        If it is no JSON, or holds a half of a surrogate pair, which no file can hold.
    """
    data = json.loads(body or b"{}")
    json.dumps(data, ensure_ascii=False).encode()
    return data


def any_data(data: Any) -> Any:
    """Return the data of a request of which nothing is expected."""
    return data


def refusal(error: OpenDebateError) -> Response:
    """Return the answer to a request that cannot be done."""
    match error:
        case ChangedOnDisk():
            conflict = {"message": str(error), "on_disk": error.on_disk, "meant": error.meant}
            return json_answer(conflict, 409)
        case FaultsFound():
            messages = [fault.message for fault in error.faults]
            return json_answer({"message": " ".join(messages), "faults": messages}, 422)
    return json_answer({"message": str(error)}, 422)


def json_answer(data: Any, status: int = 200) -> JSONResponse:
    """Return an answer in JSON, which no browser stores."""
    return JSONResponse(data, status_code=status, headers={"Cache-Control": "no-store"})
