"""Airflow DAG: one batch a night over a library of pictures.

The batch id comes from the logical date, so a retry of a task continues the batch that it began
(--resume): nothing is done, or paid for, twice. Exit code 3 (some images failed, all others are
done) is no failure of the night: failures-*.jsonl names them, and the next night tries them again.
"""

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.operators.bash import BashOperator

PALIMPSEST = "/opt/palimpsest"
LIBRARY = "gs://example-library"

with DAG(
    dag_id="palimpsest_nightly",
    description="Localizes what has changed in the library",
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
    doc_md=__doc__,
) as dag:
    BashOperator(
        task_id="localize",
        bash_command=(
            f"{PALIMPSEST}/scripts/palimpsest localize"
            f" @{PALIMPSEST}/runner-configs/flink-session/options"
            f" --manifest='{LIBRARY}/manifest-*.jsonl.gz' --output={LIBRARY}/localized"
            " --targetLanguages=de,fr --batchId=nightly-{{ ds }} --resume"
            " || [ $? = 3 ]"
        ),
    )
