-- What the catalogs say of all objects that initdb did not make, for psql: a
-- line of JSON each, [object, {column: value}]; several lines may be of one
-- object.  Two databases that hold the same, made by one server in whatever
-- order, give the same lines in some order.
--
-- Which columns there are and what their OIDs stand for is asked of the server
-- (pg_get_catalog_foreign_keys), so that nothing a new PostgreSQL adds is
-- overlooked.  OIDs become names.  Statistics are left out.  Tables, indexes and
-- views would need more care: their rows in the catalogs tell of files and OIDs.
SET search_path = pg_catalog;

-- A catalog's rows belong to the object that the first column of its key names,
-- and are new where that is.  Where the key has more columns, a row is an object
-- of its own.
WITH catalog AS (
	SELECT c.oid, c.relname AS name, key.columns
	FROM pg_index i
		JOIN pg_class c ON c.oid = i.indrelid,
		LATERAL (SELECT array_agg(a.attname ORDER BY n)
			FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, n)
				JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum) AS key (columns)
	-- the label of an enum has no name by its OID
	WHERE CASE c.relname WHEN 'pg_enum' THEN i.indexrelid = 'pg_enum_typid_label_index'::regclass ELSE i.indisprimary END
		AND c.relnamespace = 'pg_catalog'::regnamespace AND NOT c.relisshared
		AND c.relname !~ '^pg_(description|init_privs|seclabel|statistic|statistic_ext_data)$'
), reference AS (
	SELECT fktable AS catalog, fkcols[1] AS name, pktable, is_array
	FROM pg_get_catalog_foreign_keys()
	WHERE cardinality(fkcols) = 1
), value AS (
	SELECT c.oid AS catalog, string_agg(format('%L, %s', a.attname, CASE
			WHEN r.is_array THEN format('(SELECT array_agg((pg_identify_object(%L::regclass, nullif(o, 0), 0)).identity ORDER BY n)
				FROM unnest(%I::oid[]) WITH ORDINALITY AS u (o, n))::text', r.pktable, a.attname)
			WHEN r.pktable IS NOT NULL THEN format('(pg_identify_object(%L::regclass, nullif(%I::oid, 0), 0)).identity', r.pktable, a.attname)
			-- in which order they were granted does not matter
			WHEN a.atttypid = 'aclitem[]'::regtype THEN format('(SELECT array_agg(i::text ORDER BY i::text COLLATE "C") FROM unnest(%I) AS i)::text', a.attname)
			WHEN a.attname = 'proargdefaults' THEN 'pg_get_expr(proargdefaults, 0)'
			WHEN a.attname = 'prosqlbody' THEN 'pg_get_function_sqlbody(oid)'
			ELSE format('%I::text', a.attname) END), ', ') AS pairs
	FROM catalog c
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (c.columns) AND a.attname <> 'oid'
		LEFT JOIN reference r ON r.catalog = c.oid AND r.name = a.attname
	GROUP BY c.oid
)
SELECT format('SELECT jsonb_build_array(concat_ws('' of '', %s, type || '' '' || identity), jsonb_build_object(%s))
	FROM %I, pg_identify_object(%L::regclass, %I, 0) WHERE %5$I >= 16384',
	CASE WHEN cardinality(c.columns) = 1 THEN 'NULL' ELSE format('concat_ws('' '', %L, %s)', c.name,
		(SELECT string_agg(format('%I', k), ', ' ORDER BY n) FROM unnest(c.columns[2:]) WITH ORDINALITY AS u (k, n))) END,
	v.pairs, c.name, coalesce(r.pktable, c.oid::regclass), c.columns[1])
FROM catalog c
	JOIN value v ON v.catalog = c.oid
	LEFT JOIN reference r ON r.catalog = c.oid AND r.name = c.columns[1]
\gexec

-- What is said of an object elsewhere.  What members of an operator class depend
-- on is left out, for CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY differ.
SELECT jsonb_build_array(type || ' ' || identity, jsonb_build_object(property, value))
FROM (
	SELECT classoid, objoid, objsubid, 'comment', description FROM pg_description
	UNION ALL
	SELECT classoid, objoid, objsubid, 'security label of ' || provider, label FROM pg_seclabel
	UNION ALL
	SELECT classoid, objoid, objsubid, 'initprivs', (SELECT array_agg(i::text ORDER BY i::text COLLATE "C") FROM unnest(initprivs) AS i)::text
	FROM pg_init_privs
	UNION ALL
	SELECT classid, objid, objsubid, 'extension', extname
	FROM pg_depend JOIN pg_extension e ON refclassid = 'pg_extension'::regclass AND refobjid = e.oid
	WHERE deptype = 'e'
	UNION ALL
	SELECT classid, objid, objsubid, 'dependency on ' || type || ' ' || identity, string_agg(deptype::text, '' ORDER BY deptype)
	FROM pg_depend, pg_identify_object(refclassid, refobjid, refobjsubid)
	WHERE deptype <> 'e' AND classid NOT IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
	GROUP BY classid, objid, objsubid, type, identity
) AS said (class, object, part, property, value), pg_identify_object(class, object, part)
WHERE object >= 16384;
