-- What lets statements travel to other servers and be put together there: who
-- sends them looks at labels, types and classes, and these are promises.
CREATE EXTENSION IF NOT EXISTS newsprint;

CREATE VIEW of_newsprint AS
SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'newsprint';

-- what operators call is immutable and parallel safe
SELECT count(*) AS operators, count(*) FILTER (WHERE p.provolatile = 'i' AND p.proparallel = 's') AS immutable
FROM pg_operator q JOIN of_newsprint o ON o.classid = 'pg_operator'::regclass AND o.objid = q.oid JOIN pg_proc p ON p.oid = q.oprcode;

-- so is what makes prints and queries or reads them; these are not, since they
-- read tables
SELECT p.proname, p.provolatile, p.proparallel
FROM pg_proc p JOIN of_newsprint o ON o.classid = 'pg_proc'::regclass AND o.objid = p.oid
WHERE (p.prorettype IN ('newsprint'::regtype, 'newsprint_query'::regtype)
       OR p.proargtypes[0] IN ('newsprint'::regtype, 'newsprint_query'::regtype))
    AND (p.provolatile <> 'i' OR p.proparallel <> 's')
ORDER BY p.proname COLLATE "C";

-- what reads texts alone is, too; these are not, since dictionaries or ICU serve
SELECT p.proname, p.provolatile, p.proparallel
FROM pg_proc p JOIN of_newsprint o ON o.classid = 'pg_proc'::regclass AND o.objid = p.oid
WHERE p.proargtypes[0] = 'text'::regtype AND (p.provolatile <> 'i' OR p.proparallel <> 's')
ORDER BY p.proname COLLATE "C";

-- aggregates: a state that has a name, a binary form, and can be combined
SELECT a.aggfnoid::regprocedure, a.aggtranstype::regtype AS state, a.aggcombinefn, a.aggfinalfn, a.aggserialfn, p.proparallel
FROM pg_aggregate a JOIN of_newsprint o ON o.classid = 'pg_proc'::regclass AND o.objid = a.aggfnoid JOIN pg_proc p ON p.oid = a.aggfnoid
ORDER BY p.proname COLLATE "C";

-- types: binary forms both ways, and no collation
SELECT t.oid::regtype, t.typreceive, t.typsend, t.typcollation
FROM pg_type t JOIN of_newsprint o ON o.classid = 'pg_type'::regclass AND o.objid = t.oid
WHERE t.typelem = 0 ORDER BY t.typname COLLATE "C";

-- equality of prints for hash partitions and hash joins, order for merges;
-- queries are never compared
SELECT m.amname, c.opcintype::regtype, c.opcdefault,
    (SELECT array_agg(s.amprocnum ORDER BY s.amprocnum) FROM pg_amproc s WHERE s.amprocfamily = c.opcfamily) AS functions
FROM pg_opclass c JOIN of_newsprint o ON o.classid = 'pg_opclass'::regclass AND o.objid = c.oid JOIN pg_am m ON m.oid = c.opcmethod
ORDER BY m.amname COLLATE "C";
DROP VIEW of_newsprint;
