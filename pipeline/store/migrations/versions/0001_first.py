"""The first tables: finished work, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the first release."""
    op.create_table(
        "work",
        sa.Column("document_id", sa.String, primary_key=True),
        sa.Column("step", sa.String, primary_key=True),
        sa.Column("page_no", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Undo the first release."""
    for table in ("setting", "work"):
        op.drop_table(table)
