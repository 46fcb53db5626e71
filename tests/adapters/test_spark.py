"""Spark with two local workers."""

import sys

import pytest

pytest.importorskip("pyspark")
from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import ArrayType, LongType, StringType, StructField, StructType

from cleaner import FieldError
from cleaner.adapters.spark import clean_dataframe

pytestmark = pytest.mark.engines
SCHEMA = StructType(
    [
        StructField("id", LongType(), nullable=False, metadata={"about": "the key"}),
        StructField("text", StringType()),
        StructField("tags", ArrayType(StringType())),
    ]
)


@pytest.fixture(scope="module")
def spark():
    # Workers run the python of the path unless told otherwise.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        yield from session()


def session():
    builder = SparkSession.builder.master("local[2]").appName("test").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.log.level", "ERROR").getOrCreate()
    yield spark
    spark.stop()


@pytest.fixture(scope="module")
def df(spark, rows):
    return spark.createDataFrame([tuple(row.values()) for row in rows], SCHEMA).repartition(3)


def told(df):
    return sorted((row.asDict(recursive=True) for row in df.collect()), key=lambda row: row["id"])


def test_the_same_as_the_plain_pipeline(df, expected, own):
    cleaned = clean_dataframe(df, rules=[own])
    assert cleaned.schema == df.schema
    assert told(cleaned) == expected


def test_columns_added(df, expected, own):
    cleaned = clean_dataframe(df, add=["removals", "error"], rules=[own])
    done = told(cleaned.where(F.size("cleaner_removals") > 0))
    assert [row["text"] for row in done] == [row["text"] for row in expected if row["id"] in {r["id"] for r in done}]
    assert {row["cleaner_error"] for row in done} == {None}
    first = done[0]["cleaner_removals"][0]
    assert first["text"] and first["class"] and 0.9 <= first["certainty"] <= 1


def test_a_text_inside_a_struct(df, expected, own):
    nested = df.select("id", F.struct("text", "tags").alias("doc"))
    done = told(clean_dataframe(nested, "doc.text", rules=[own]))
    assert [row["doc"]["text"] for row in done] == [row["text"] for row in expected]


def test_a_field_that_is_not_there_is_told_at_once(df):
    with pytest.raises(FieldError, match="did you mean 'text'"):
        clean_dataframe(df, "txt")
