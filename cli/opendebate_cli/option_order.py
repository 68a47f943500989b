"""Options of a subcommand that are given before its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click


class AnyOrderGroup(click.Group):
    """A group whose subcommands take their options before their names, too.

    Attributes
    ----------
    flags : frozenset of str
        The options of subcommands that have no value.
    """

    flags: frozenset[str] = frozenset()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put options of the subcommand behind its name, and read those of the group."""
        ours = {
            name: 0 if getattr(param, "is_flag", False) else 1
            for param in self.get_params(ctx)
            for name in (*param.opts, *param.secondary_opts)
        }
        ordered = options_behind(args, ours, self.flags)
        if args and not ordered:
            what = self.subcommand_metavar.removesuffix(" [OPTIONS]").replace("|", ", ")
            raise click.UsageError(f"Missing behind the options: {what}.", ctx)
        return super().parse_args(ctx, ordered)


def options_behind(
    args: Sequence[str], ours: dict[str, int], flags: Collection[str] = ()
) -> list[str]:
    """Return arguments with the options of a subcommand behind its name; without one, none of them.

    Parameters
    ----------
    args : sequence of str
    ours : dict of str to int
        The options that stay before it, and how many values each has.
    flags : collection of str
        The options of the subcommand that have no value; all others have one.

    Examples
    --------
    >>> options_behind(["--csv", "--timeout", "5", "who-affirms", "--claim", "a"], {}, {"--csv"})
    ['who-affirms', '--csv', '--timeout', '5', '--claim', 'a']
    """
    before: list[str] = []
    moved: list[str] = []
    n = 0
    while n < len(args) and args[n].startswith("-") and args[n] not in {"-", "--"}:
        name, equals, _ = args[n].partition("=")
        is_ours = name in ours or (name[:2] in ours and not name.startswith("--"))
        values = ours.get(name, 0) if is_ours else int(name not in flags)
        end = n + 1 + values * (not equals)
        (before if is_ours else moved).extend(args[n:end])
        n = end
    if n >= len(args):
        return before
    return [*before, args[n], *moved, *args[n + 1 :]]
