"""Language models, by pydantic-ai: of any provider, or at an address that speaks OpenAI's API."""

from __future__ import annotations

import ipaddress
import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from opendebate.errors import InputError, RemoteError, UsageError, install_line

if TYPE_CHECKING:
    from pydantic_ai.models import Model

TIMEOUT = 300.0  # seconds for an answer


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """An answer of a model.

    Attributes
    ----------
    text : str
    input_tokens, output_tokens : int
    cost : float or None
        In US dollars, where the price is known.
    """

    text: str
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None


class LanguageModel(Protocol):
    """A model that answers questions."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def where(self) -> str:
        """Where questions go: an address, or the name of a provider."""

    def ask(self, instructions: str, text: str) -> ModelAnswer:
        """Return its answer to a question."""

    def price(self, input_tokens: int, output_tokens: int) -> float | None:
        """Return what so many tokens cost in US dollars; None if nobody knows."""


@dataclass(frozen=True, slots=True)
class PydanticModel:
    """A model as pydantic-ai reaches it.

    Attributes
    ----------
    model : pydantic_ai.models.Model
    """

    model: Model[Any]

    @property
    def name(self) -> str:
        """Provider and name."""
        return f"{self.model.system}:{self.model.model_name}"

    @property
    def where(self) -> str:
        """The address, if it is known, or the provider."""
        return str(self.model.base_url or self.model.system)

    def ask(self, instructions: str, text: str) -> ModelAnswer:
        """Return its answer.

        Raises
        ------
        RemoteError
            If the model cannot be reached, refuses, or does not answer.
        """
        from pydantic_ai import Agent
        from pydantic_ai.exceptions import AgentRunError, UserError

        agent = Agent(self.model, instructions=instructions, output_type=str)
        try:
            result = agent.run_sync(text, model_settings={"timeout": TIMEOUT})
        except (AgentRunError, UserError) as error:
            raise RemoteError(
                f"The model {self.name} gave no answer: {str(error)[:300]}",
                where=self.where,
                advice="Check its name, key and address, and run the command again: the answers "
                "until then are kept.",
            ) from error
        usage = result.usage
        return ModelAnswer(result.output, usage.input_tokens, usage.output_tokens,
                     _cost(result.response))  # fmt: skip

    def price(self, input_tokens: int, output_tokens: int) -> float | None:
        """Return what so many tokens cost in US dollars; None if the price is not known."""
        from genai_prices import Usage, calc_price

        usage = Usage(input_tokens=input_tokens, output_tokens=output_tokens)
        try:
            found = calc_price(usage, self.model.model_name, provider_id=self.model.system)
        except (LookupError, ValueError):
            return None
        return float(found.total_price)


def _cost(response: Any) -> float | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return float(response.cost().total_price)
    except (LookupError, AssertionError, ValueError):
        return None  # the price of this model is not known


def connect(name: str, address: str | None = None) -> PydanticModel:
    """Return a model; nothing is asked yet.

    Parameters
    ----------
    name : str
        ``PROVIDER:MODEL`` as pydantic-ai writes it or, with an address, the model's name there.
    address : str, optional
        The address of a server that speaks OpenAI's API, such as llama.cpp, Ollama or vLLM. Its key
        is read from the environment: ``OPENAI_API_KEY``.

    Raises
    ------
    InputError
        If a package is missing.
    UsageError
        If there is no such model, or no key for it.
    """
    try:
        from pydantic_ai.exceptions import UserError
        from pydantic_ai.models import infer_model

        if address:
            return PydanticModel(_at_address(name, address))
        return PydanticModel(infer_model(name))
    except ImportError as error:
        others = "(for OpenAI's API; for others, the message says what to install)."
        advice = f"{install_line('draft')} {others}"
        raise InputError(f"This model needs another package: {error}.", advice=advice) from error
    except UserError as error:
        raise UsageError(
            f"The model {name} cannot be used: {str(error).partition('. ')[0]}.",
            advice="Write PROVIDER:MODEL, such as openai:gpt-5, and put the key into the "
            "environment. For a model on your machine, add --at http://127.0.0.1:PORT/v1.",
        ) from error


def _at_address(name: str, address: str) -> Model[Any]:
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    try:
        parts = urlsplit(address)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise UsageError(
            f"{address!r} is no address.", advice="Write it as http://127.0.0.1:8080/v1."
        )
    key = os.environ.get("OPENAI_API_KEY", "none")
    return OpenAIChatModel(name, provider=OpenAIProvider(base_url=address, api_key=key))


def stays_here(where: str) -> bool:
    """Tell whether an address is on this machine.

    Examples
    --------
    >>> stays_here("http://127.0.0.1:8080/v1"), stays_here("https://example.org/v1")
    (True, False)
    """
    host = urlsplit(where).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
