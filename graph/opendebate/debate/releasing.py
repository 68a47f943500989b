"""A debate as a data set to deposit and cite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.debate.analyses import Analyses
from opendebate.debate.outputs import Outputs
from opendebate.errors import UsageError

if TYPE_CHECKING:
    from opendebate.release.release_contents import AgreementReport
    from opendebate.release.release_writing import ReleaseReport


class Releases(Analyses, Outputs):
    """Releases of a debate."""

    def release(
        self,
        target: str | Path,
        *,
        doi: str | None = None,
        draft: bool = False,
        agreement: AgreementReport | None = None,
    ) -> ReleaseReport:
        """Freeze the debate: data in all formats, page, coding, metadata and checksums.

        The same coding gives the same bytes: every date is that of ``debate.yaml``.

        Parameters
        ----------
        target : str or pathlib.Path
            A new folder, or a new ``.zip`` file.
        doi : str, optional
            The DOI under which the release will be found.
        draft : bool
            Whether version, date, licence and authors may be missing; the release then says that
            it is a draft.
        agreement : Agreement, optional
            How far its coders agree, as :func:`opendebate.agreement` returns it.

        Raises
        ------
        InputError
            If the debate names no version, date, licence or authors; if the target is there
            already, or cannot be written.
        UsageError
            If the DOI is none, or the debate has no folder with its coding files.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load("my-debate").release("my-debate-1.0.zip")  # doctest: +SKIP
        """
        from opendebate.release.release_writing import write_release

        if self.folder is None:
            raise UsageError(
                "A release needs the coding files, and this debate has no folder.",
                advice="Load the debate from its folder; on the command line, name it with -d.",
            )
        # Without its folder it is exported as it is coded, not with what imports have left there.
        exported = type(self)(self.engine)
        return write_release(
            exported, self.folder, Path(target), doi=doi, draft=draft, agreement=agreement
        )
