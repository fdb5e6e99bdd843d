"""What a report does, through a driver of Python's: psycopg2 or pyodbc.

    python_client.py psycopg2 | pyodbc   host port user

Prints a line for each thing that was asked: its name, a tab, the answer.
The same is asked by Client.java.
"""
import datetime
import io
import sys

driver, host, port, user = sys.argv[1:]
if driver == 'psycopg2':
    import psycopg2 as module
    connection = module.connect(host=host, port=port, user=user, dbname='postgres')
else:
    import pyodbc as module
    connection = module.connect('DRIVER=PostgreSQL Unicode;Servername=%s;Port=%s;UID=%s;Database=postgres'
                                % (host, port, user))
cursor = connection.cursor()


def say(name, *answer):
    print(name, ' '.join(map(str, answer)), sep='\t')


def ask(sql, *parameters):
    """The rows of a query; a ? is a parameter, with either driver."""
    if driver == 'psycopg2':
        cursor.execute(sql.replace('?', '%s'), parameters)
    else:
        cursor.execute(sql, *parameters)
    return cursor.fetchall()


def column(sql, *parameters):
    return [row[0] for row in ask(sql, *parameters)]


def refused(sql, *parameters):
    """The SQLSTATE with which a statement fails."""
    try:
        ask(sql, *parameters)
    except module.Error as error:
        connection.rollback()
        return error.pgcode if driver == 'psycopg2' else error.args[0]
    return 'accepted'


paragraph = ('About four hundred people live on the island all year round. '
             'Mail and medicine will come by a fishing boat twice a week, weather permitting.')

# A procedure that commits: outside of a transaction alone.
say('trace in a transaction', refused("CALL newsprint_trace('articles')"))
connection.autocommit = True
cursor.execute("CALL newsprint_trace('articles')")
connection.autocommit = False

# The views, and of what types their columns come.
plain = {bool, int, float, str, datetime.datetime, type(None)}
for view in column("SELECT viewname FROM pg_views WHERE starts_with(viewname, 'articles') "
                   "AND viewname <> 'articles_archive' ORDER BY viewname"):
    rows = ask('SELECT * FROM ' + view)
    say(view, len(rows))
    strange = {type(value).__name__ for row in rows for value in row if type(value) not in plain}
    if strange:
        say('types of ' + view, *sorted(strange))
for row in ask('SELECT article, paragraph, source, source_paragraph, kind FROM articles_provenance '
               'ORDER BY article, paragraph'):
    say('provenance', *row)
published = column('SELECT published FROM articles_provenance ORDER BY published LIMIT 1')[0]
say('time', published.isoformat(sep=' '))
say('null', column('SELECT parent FROM articles_lineage WHERE article = ?', 1)[0])
say('boolean', column('SELECT credited FROM articles_reprint WHERE reprint = ?', 2)[0])

# Searches, with everything that varies as a parameter.
say('search', *column('SELECT id FROM articles_search(?)', paragraph))
say('search, table named', *column("SELECT id FROM newsprint_search('articles_archive', ?)", paragraph))
say('search, table as parameter', *column('SELECT id FROM newsprint_search(?, ?, share => ?)',
                                          'articles_archive', paragraph, 0.5))
say('search for NULL', *column('SELECT id FROM articles_search(?)', None))
say('query', *column('SELECT id FROM articles_archive WHERE print @@ to_newsprint_query(?, ?) ORDER BY id',
                     paragraph, 0.5))
say('query, text alone', *column('SELECT id FROM articles_archive WHERE print @@ to_newsprint_query(?) ORDER BY id',
                                 paragraph))
say('quote', *column('SELECT article FROM articles_find_quote(?)', 'two of them can be pushed over by hand'))
say('since', *column('SELECT DISTINCT article FROM articles_provenance WHERE published >= ? ORDER BY article',
                     datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.timezone.utc)))
say('wrong share', refused('SELECT id FROM articles_search(?, ?)', paragraph, 7.0))

# Prints and queries come as text, and go as such.
value = column('SELECT print FROM articles_archive WHERE id = 1')[0]
say('print', type(value).__name__, value[:26])
say('print as parameter', *column('SELECT id FROM articles_archive WHERE print = ?', value))
say('print as operand', *column('SELECT id FROM articles_archive WHERE print && ? ORDER BY id', value))
query = column('SELECT to_newsprint_query(?)', paragraph)[0]
say('query as parameter', *column('SELECT id FROM articles_archive WHERE print @@ ? ORDER BY id', query))
say('containment', *column('SELECT round(newsprint_containment(?, print)::numeric, 2) FROM articles_archive '
                           'WHERE id = ?', value, 2))
info = column('SELECT newsprint_info(print) FROM articles_archive WHERE id = 1')[0]
say('info', type(info).__name__)

if driver == 'psycopg2':
    for form in ('text', 'binary'):
        buffer = io.BytesIO()
        cursor.copy_expert("COPY (SELECT id, print FROM articles_archive) TO STDOUT (FORMAT %s)" % form, buffer)
        buffer.seek(0)
        cursor.execute('CREATE TEMP TABLE copy (id int, print newsprint) ON COMMIT DROP')
        cursor.copy_expert('COPY copy FROM STDIN (FORMAT %s)' % form, buffer)
        say('COPY ' + form, *column('SELECT count(*) FROM copy JOIN articles_archive USING (id, print)'))
        connection.commit()
else:
    # What a tool shows to choose from.
    say('listed views', len([row for row in cursor.tables(tableType='VIEW') if row.table_name.startswith('articles_')]))
    say('listed types', *sorted({row.type_name for row in cursor.columns(table='articles_archive')}))
