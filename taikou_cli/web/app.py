"""The routes, and the way from a request to an answer."""

import os
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from taikou_cli.base.errors import TaikouError
from taikou_cli.web.answers import Answer
from taikou_cli.web.asked import LARGEST_BODY, Asked, read_request
from taikou_cli.web.gate import SAFE_METHODS
from taikou_cli.web.guard import Guard
from taikou_cli.web.pages import (
    changes,
    editing,
    evaluation,
    item,
    plan,
    preview,
    publishing,
    returns,
    stages,
    start,
    voices,
    year,
)
from taikou_cli.web.problems import describe_problem
from taikou_cli.web.session import NotThereError, Session
from taikou_cli.web.static import show_static

Handler = Callable[[Session, Asked], Answer]

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/", start.show),
    ("GET", "/plan", plan.show),
    ("GET", "/plan/book", plan.give_book),
    ("GET", "/items/{number:int}", item.show),
    ("GET", "/items/{number:int}/edit", editing.show),
    ("POST", "/items/{number:int}/edit", editing.save),
    ("POST", "/items/{number:int}/edit/compute", editing.compute),
    ("POST", "/items/{number:int}/parts", editing.add),
    ("GET", "/basics/{name}", editing.show_basics),
    ("POST", "/basics/{name}", editing.save_basics),
    ("GET", "/evaluations/{year}/{number:int}", evaluation.show),
    ("POST", "/evaluations/{year}/{number:int}", evaluation.save),
    ("POST", "/evaluations/{year}/{number:int}/compute", evaluation.compute),
    ("GET", "/voices/{year}/{whom}", voices.show),
    ("POST", "/voices/{year}/{whom}", voices.save),
    ("GET", "/year", year.show),
    ("POST", "/year/begin", year.begin),
    ("GET", "/year/forms", year.give_forms),
    ("GET", "/year/reminders", year.give_reminders),
    ("POST", "/year/returns", returns.try_uploads),
    ("POST", "/year/returns/{name}", returns.take),
    ("POST", "/year/stages", stages.prepare),
    ("POST", "/year/stages/move", stages.move),
    ("POST", "/year/publications", publishing.prepare),
    ("GET", "/year/publications/{name}", publishing.show),
    ("GET", "/year/publications/{name}/progress", publishing.tell_progress),
    ("GET", "/year/publications/{name}/bundle", publishing.give),
    ("POST", "/year/publications/{name}", publishing.record),
    ("GET", "/preview", preview.show),
    ("GET", "/preview-make", preview.make),
    ("GET", "/preview/{name}/{path:path}", preview.give),
    ("GET", "/changes", changes.show),
    ("POST", "/changes/record", changes.record),
    ("POST", "/changes/undo", changes.undo),
    ("GET", "/items/{number:int}/history", changes.show_history),
    ("GET", "/static/{name}", show_static),
    ("GET", "/alive", start.tell_alive),
)
"""Every address: the method, the path, and who answers."""


def build_app(session: Session) -> ASGIApp:
    """Make the application of a plan; where nothing may be written, nothing that writes is there."""
    routes = [
        Route(path, _serve(session, handler), methods=[method])
        for method, path, handler in ROUTES
        if method in SAFE_METHODS or not session.is_read_only
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _tell(session)})
    app.router.redirect_slashes = False
    return Guard(RequestBodyLimitMiddleware(app, LARGEST_BODY), session.gate, session.is_previewed)


def _serve(session: Session, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asked = await read_request(request)
        if request.method not in SAFE_METHODS and not session.gate.is_token(asked.field("token")):
            return describe_problem(session, 403, "token").respond()
        return (await run_in_threadpool(_answer, session, handler, asked)).respond()

    return answer


def _answer(session: Session, handler: Handler, asked: Asked) -> Answer:
    try:
        return handler(session, asked)
    except NotThereError:
        return describe_problem(session, 404, "missing")
    except TaikouError as error:
        return describe_problem(session, 409, (error.message, error.hint))
    except Exception:
        if os.environ.get("TAIKOU_DEBUG"):
            raise
        return describe_problem(session, 500, "defect")


def _tell(session: Session) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def tell(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return (await run_in_threadpool(describe_problem, session, status, "missing")).respond()

    return tell
