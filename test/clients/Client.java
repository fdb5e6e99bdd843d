/*
 * What a report does, through JDBC: java -cp postgresql.jar Client.java host port user
 *
 * Prints a line for each thing that was asked: its name, a tab, the answer.
 * The same is asked by python_client.py.
 */
import java.sql.*;
import java.time.OffsetDateTime;
import java.util.*;

public class Client
{
	static Connection connection;

	static final String PARAGRAPH = "About four hundred people live on the island all year round. "
		+ "Mail and medicine will come by a fishing boat twice a week, weather permitting.";

	static void say(String name, Object... answer)
	{
		StringJoiner joined = new StringJoiner(" ");
		for (Object value : answer)
			joined.add(String.valueOf(value));
		System.out.println(name + "\t" + joined);
	}

	static PreparedStatement prepare(String sql, Object... parameters) throws SQLException
	{
		PreparedStatement statement = connection.prepareStatement(sql);
		for (int i = 0; i < parameters.length; i++)
			if (parameters[i] instanceof String)
				statement.setString(i + 1, (String) parameters[i]);
			else if (parameters[i] == null)
				statement.setNull(i + 1, Types.VARCHAR);
			else
				statement.setObject(i + 1, parameters[i]);
		return statement;
	}

	/* The values of a query's first column. */
	static Object[] column(String sql, Object... parameters) throws SQLException
	{
		List<Object> values = new ArrayList<>();
		try (PreparedStatement statement = prepare(sql, parameters); ResultSet rows = statement.executeQuery())
		{
			while (rows.next())
				values.add(rows.getObject(1));
		}
		return values.toArray();
	}

	/* The SQLSTATE with which a statement fails. */
	static String refused(String sql, Object... parameters)
	{
		try (PreparedStatement statement = prepare(sql, parameters))
		{
			statement.execute();
			return "accepted";
		}
		catch (SQLException error)
		{
			return error.getSQLState();
		}
	}

	public static void main(String[] arguments) throws SQLException
	{
		String url = "jdbc:postgresql://" + arguments[0] + ":" + arguments[1] + "/postgres";
		connection = DriverManager.getConnection(url, arguments[2], "");

		/* A procedure that commits: outside of a transaction alone. */
		connection.setAutoCommit(false);
		say("trace in a transaction", refused("CALL newsprint_trace('articles')"));
		connection.rollback();
		connection.setAutoCommit(true);
		try (Statement statement = connection.createStatement())
		{
			statement.execute("CALL newsprint_trace('articles')");
		}

		/* The views, and of what types their columns come. */
		Set<String> plain = Set.of("bool", "int4", "int8", "float8", "text", "timestamptz");
		for (Object view : column("SELECT viewname FROM pg_views WHERE viewname LIKE 'articles%' "
			+ "AND viewname <> 'articles_archive' ORDER BY viewname"))
		{
			try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT * FROM " + view))
			{
				ResultSetMetaData about = rows.getMetaData();
				int count = 0;
				while (rows.next())
					count++;
				say((String) view, count);
				for (int i = 1; i <= about.getColumnCount(); i++)
					if (!plain.contains(about.getColumnTypeName(i)))
						say("types of " + view, about.getColumnTypeName(i));
			}
		}
		try (Statement statement = connection.createStatement();
			ResultSet rows = statement.executeQuery("SELECT article, paragraph, source, source_paragraph, kind, published "
				+ "FROM articles_provenance ORDER BY article, paragraph"))
		{
			OffsetDateTime first = null;
			while (rows.next())
			{
				say("provenance", rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getInt(4), rows.getString(5));
				if (first == null)
					first = rows.getObject(6, OffsetDateTime.class);
			}
			say("time", first);
		}
		say("null", column("SELECT parent FROM articles_lineage WHERE article = ?", 1)[0]);
		say("boolean", column("SELECT credited FROM articles_reprint WHERE reprint = ?", 2)[0]);

		/* Searches, with everything that varies as a parameter. */
		say("search", column("SELECT id FROM articles_search(?)", PARAGRAPH));
		say("search, table named", column("SELECT id FROM newsprint_search('articles_archive', ?)", PARAGRAPH));
		say("search, table as parameter", column("SELECT id FROM newsprint_search(?, ?, share => ?)",
			"articles_archive", PARAGRAPH, 0.5));
		say("search for NULL", column("SELECT id FROM articles_search(?)", (Object) null));
		say("query", column("SELECT id FROM articles_archive WHERE print @@ to_newsprint_query(?, ?) ORDER BY id",
			PARAGRAPH, 0.5));
		say("query, text alone",
			column("SELECT id FROM articles_archive WHERE print @@ to_newsprint_query(?) ORDER BY id", PARAGRAPH));
		say("quote", column("SELECT article FROM articles_find_quote(?)", "two of them can be pushed over by hand"));
		say("since", column("SELECT DISTINCT article FROM articles_provenance WHERE published >= ? ORDER BY article",
			OffsetDateTime.parse("2026-03-01T08:00:00Z")));
		say("wrong share", refused("SELECT id FROM articles_search(?, ?)", PARAGRAPH, 7.0));

		/* Prints and queries come as text; a string goes as one with a cast. */
		try (Statement statement = connection.createStatement();
			ResultSet rows = statement.executeQuery("SELECT print FROM articles_archive WHERE id = 1"))
		{
			rows.next();
			String value = rows.getString(1);
			say("print", rows.getMetaData().getColumnTypeName(1), value.substring(0, 26));
			say("print without a cast", refused("SELECT id FROM articles_archive WHERE print = ?", value));
			try (Connection untyped = DriverManager.getConnection(url + "?stringtype=unspecified", arguments[2], ""))
			{
				Connection typed = connection;
				connection = untyped;
				say("print as untyped string", column("SELECT id FROM articles_archive WHERE print = ?", value));
				connection = typed;
			}
			say("print as parameter", column("SELECT id FROM articles_archive WHERE print = ?::newsprint", value));
			say("print as operand",
				column("SELECT id FROM articles_archive WHERE print && ?::newsprint ORDER BY id", value));
			String query = String.valueOf(column("SELECT to_newsprint_query(?)", PARAGRAPH)[0]);
			say("query as parameter",
				column("SELECT id FROM articles_archive WHERE print @@ ?::newsprint_query ORDER BY id", query));
			say("containment",
				column("SELECT round(newsprint_containment(?::newsprint, print)::numeric, 2) FROM articles_archive "
					+ "WHERE id = ?", value, 2));
		}

		/* What a tool shows to choose from. */
		int views = 0;
		try (ResultSet rows = connection.getMetaData().getTables(null, "public", "articles\\_%", new String[] {"VIEW"}))
		{
			while (rows.next())
				views++;
		}
		say("listed views", views);
	}
}
