"""The tables of the store. A change here needs a migration in `migrations/versions`."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

work = sa.Table(
    "work",
    metadata,
    sa.Column("document_id", sa.String, primary_key=True),
    sa.Column("step", sa.String, primary_key=True),  # probe, judge, page, understand, crop
    sa.Column("page_no", sa.Integer, primary_key=True),  # 0 where the step is the document's
    sa.Column("key", sa.String, nullable=False),  # what the result depends on; another key is no hit
    sa.Column("status", sa.String, nullable=False),  # done, failed
    sa.Column("payload", sa.LargeBinary, nullable=False),  # zlib of the value's or failure's JSON
)
"""Finished steps; the only rows that count as done."""

setting = sa.Table(
    "setting",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
"""The latest run's inputs, configuration, input failures and state, as JSON."""
