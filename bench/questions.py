"""What a national collection is asked, in the SQL that DuckDB and Spark both understand.

A name in braces is the place of a table: a function that reads files, or the name of a view.
"""

TABLES = ("evaluations", "actuals", "amounts", "item_classes", "classifications")
QUERIES = {
    "評価区分の分布（年度別）": """
        SELECT fiscal_year, grade, count(*) AS evaluations
        FROM {evaluations}
        WHERE state = 'rated'
        GROUP BY ALL ORDER BY ALL
    """,
    "目標を達成したKPI（団体・年度別）": """
        SELECT area_code, fiscal_year, sum(met) AS met, count(met) AS judged,
               round(100.0 * sum(met) / count(met), 1) AS percent
        FROM {actuals}
        GROUP BY ALL ORDER BY percent DESC, area_code, fiscal_year
    """,
    "Bとした項目の、目標に届かないKPI（団体別）": """
        SELECT area_code, count(*) AS kpis
        FROM {evaluations} AS e
        JOIN {actuals} AS a USING (area_code, item, fiscal_year)
        WHERE e.grade = 'B' AND a.met = 0
        GROUP BY ALL ORDER BY kpis DESC, area_code
    """,
    "「研修」を含む課題": """
        SELECT fiscal_year, count(*) AS issues FROM {evaluations}
        WHERE contains(issues, '研修') GROUP BY ALL ORDER BY ALL
    """,
    "財政効果額の計画と実績（年度・単位別）": """
        SELECT fiscal_year, unit, sum(planned) AS planned, sum(actual) AS actual,
               count(actual) AS told, count(*) AS amounts
        FROM {amounts}
        WHERE name = '財政効果額'
        GROUP BY ALL ORDER BY ALL
    """,
    "評価区分の分布（SDGs別、一つの項目はいくつものコードに入る）": """
        SELECT c.code, k.label, e.grade, count(*) AS evaluations
        FROM {item_classes} AS c
        JOIN {classifications} AS k USING (area_code, classification, code)
        JOIN {evaluations} AS e USING (area_code, item)
        WHERE c.classification = 'sdgs' AND e.state = 'rated'
        GROUP BY ALL ORDER BY ALL
    """,
}
