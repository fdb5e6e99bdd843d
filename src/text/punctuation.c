/*-------------------------------------------------------------------------
 *
 * punctuation.c
 *	  What the characters between two words say to a reader.
 *
 * The lists are short and written by hand: of Unicode's thousand punctuation
 * characters these are the ones that news is set in.  Quotation marks follow
 * the usage that CLDR records for each language and UAX #29's Sentence_Break
 * property (Close, STerm, ATerm, Sp) where it has an opinion.
 *
 *-------------------------------------------------------------------------
 */
#include "text/punctuation.h"

NpMark
np_mark_of(uint32_t code)
{
	switch (code)
	{
		case '"':
		case 0xFF02:			/* fullwidth " */
		case 0x301E:			/* double prime quotation marks of vertical */
		case 0x301F:			/* and old web text in Chinese */
		case 0x301D:
		case 0x2033:			/* double prime typed for a mark */
			return NP_NEUTRAL_DOUBLE;
		case 0x201C:
			return NP_LEFT_DOUBLE;
		case 0x201D:
			return NP_RIGHT_DOUBLE;
		case 0x201E:
			return NP_LOW_DOUBLE;
		case 0x201F:			/* the same, high and reversed */
			return NP_LEFT_DOUBLE;
		case 0xAB:
			return NP_LEFT_GUILLEMET;
		case 0xBB:
			return NP_RIGHT_GUILLEMET;
		case 0x300C:
		case 0xFF62:
			return NP_LEFT_CORNER;
		case 0x300D:
		case 0xFF63:
			return NP_RIGHT_CORNER;
		case 0x300E:
			return NP_LEFT_WHITE_CORNER;
		case 0x300F:
			return NP_RIGHT_WHITE_CORNER;
		case '\'':
		case '`':
		case 0xFF07:
			return NP_NEUTRAL_SINGLE;
		case 0x2018:
		case 0x201B:
			return NP_LEFT_SINGLE;
		case 0x2019:
			return NP_RIGHT_SINGLE;
		case 0x201A:
			return NP_LOW_SINGLE;
		case 0x2039:
			return NP_LEFT_ANGLE;
		case 0x203A:
			return NP_RIGHT_ANGLE;
		default:
			return NP_NO_MARK;
	}
}

NpSign
np_sign_of(uint32_t code)
{
	switch (code)
	{
		case ' ':
		case '\t':
		case 0xA0:
		case 0x1680:
		case 0x2000:
		case 0x2001:
		case 0x2002:
		case 0x2003:
		case 0x2004:
		case 0x2005:
		case 0x2006:
		case 0x2007:
		case 0x2008:
		case 0x2009:
		case 0x200A:
		case 0x202F:
		case 0x205F:
		case 0x3000:
			return NP_SIGN_SPACE;
		case 0xAD:				/* soft hyphen */
		case 0x061C:
		case 0x180E:
		case 0x200B:			/* zero width space, joiners, bidi marks */
		case 0x200C:
		case 0x200D:
		case 0x200E:
		case 0x200F:
		case 0x202A:
		case 0x202B:
		case 0x202C:
		case 0x202D:
		case 0x202E:
		case 0x2060:
		case 0x2066:
		case 0x2067:
		case 0x2068:
		case 0x2069:
		case 0xFEFF:			/* byte order mark */
			return NP_SIGN_INVISIBLE;
		case '\n':
		case '\r':
		case 0x0B:
		case 0x0C:
		case 0x85:
		case 0x2028:
			return NP_SIGN_LINE_END;
		case 0x2029:
			return NP_SIGN_PARAGRAPH_END;
		case '.':
			return NP_SIGN_FULL_STOP;
		case '!':
		case '?':
		case 0x2026:			/* ellipsis */
		case 0x203C:			/* double ! and ?, and mixed */
		case 0x203D:
		case 0x2047:
		case 0x2048:
		case 0x2049:
		case 0x061F:			/* Arabic question mark */
		case 0x06D4:			/* Urdu full stop */
		case 0x0589:			/* Armenian full stop */
		case 0x1362:			/* Ethiopic full stop */
		case 0x1367:			/* Ethiopic question mark */
		case 0x17D4:			/* Khmer khan */
		case 0x17D5:
		case 0x104A:			/* Burmese section marks */
		case 0x104B:
		case 0x0700:			/* Syriac full stop */
			return NP_SIGN_STOP;
		case 0x3002:			/* ideographic full stop */
		case 0xFF61:
		case 0xFF01:			/* fullwidth ! ? . */
		case 0xFF1F:
		case 0xFF0E:
		case 0x0964:			/* danda */
		case 0x0965:
			return NP_SIGN_FINAL_STOP;
		case ',':
		case ';':
		case ':':
		case 0x060C:			/* Arabic comma, semicolon */
		case 0x061B:
		case 0x3001:			/* ideographic comma */
		case 0xFF0C:
		case 0xFF1A:
		case 0xFF1B:
			return NP_SIGN_PAUSE;
		case '(':
		case '[':
		case '{':
		case 0xA1:
		case 0xBF:
		case 0x3008:
		case 0x300A:
		case 0x3010:
		case 0x3014:
		case 0xFF08:
		case 0xFF3B:
		case 0xFF5B:
			return NP_SIGN_OPENER;
		case ')':
		case ']':
		case '}':
		case 0x3009:
		case 0x300B:
		case 0x3011:
		case 0x3015:
		case 0xFF09:
		case 0xFF3D:
		case 0xFF5D:
			return NP_SIGN_CLOSER;
		case '-':
		case 0x2010:
		case 0x2011:
		case 0x2012:
		case 0x2013:
		case 0x2014:
		case 0x2015:
		case 0x2212:
		case 0xFE58:
		case 0xFF0D:
			return NP_SIGN_DASH;
		default:
			return np_mark_of(code) == NP_NO_MARK ? NP_SIGN_OTHER :
				NP_SIGN_MARK;
	}
}
