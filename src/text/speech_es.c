/*-------------------------------------------------------------------------
 *
 * speech_es.c
 *	  Spanish around quotations (see speech.h).
 *
 *-------------------------------------------------------------------------
 */
#include "text/speech.h"

static const NpSpeechWords lists[] = {
	{NP_SAYS,
		"dice dijo decia dicen dijeron dicho afirma afirmo afirmaba afirmaron afirmado "
		"asegura aseguro aseguraba aseguraron asegurado explica explico explicaba "
		"explicaron explicado senala senalo senalaba senalaron senalado declara declaro "
		"declaraba declararon declarado anade anadio anadia anadieron anadido "
		"sostiene sostuvo sostenia sostuvieron indica indico indicaba indicaron "
		"indicado manifesto manifiesta manifestaba manifestado expreso expresa "
		"expresaron comenta comento comentaba comentaron comentado cuenta conto "
		"contaba contaron responde respondio respondia respondieron respondido "
		"pregunta pregunto preguntaba preguntaron advierte advirtio advertia "
		"advirtieron advertido escribe escribio escribia escribieron escrito recuerda "
		"recordo recordaba recordado insiste insistio insistia insistido anuncia "
		"anuncio anunciaron anunciado denuncia denuncio denunciaba denunciaron "
		"reconoce reconocio reconocia reconocido admite admitio admitia admitido "
		"destaca destaco destacaba destacado subraya subrayo subrayaba subrayado "
		"aclara aclaro aclaraba agrega agrego agregaba agregaron agregado apunta "
		"apunto apuntaba concluye concluyo concluia lamenta lamento lamentaba "
		"considera considero opina opino opinaba precisa preciso precisaba promete "
		"prometio reitera reitero reiteraba revela revelo confiesa confeso "
		"confirma confirmo confirmaba confirmado argumenta argumento exclama exclamo "
		"exige exigio pide pidio tuitea tuiteo informo informa informaron relata "
		"relato replica replico puntualiza puntualizo critica critico reclama reclamo "
		"defiende defendio matizo remarco recalco recalca"
	},
	{NP_SAYS | NP_NONFINITE,
		"diciendo afirmando asegurando explicando anadiendo senalando decir afirmar "
		"asegurar explicar declarar indicando recordando"
	},
	{NP_MAY_BE_NOUN,
		"anuncio denuncia lamento pregunta cuenta argumento relato critica reclamo "
		"informo informa replica precisa"
	},
	{NP_JUDGES,
		"califica califico calificaba calificaron llama llamo llamaba describe "
		"describio acusa acuso acusaba cree creia creyo piensa pensaba quiere queria "
		"habla hablo hablaba tacho tilda tildo espera esperaba condeno condena"
	},
	{NP_PERSON,
		"presidente presidenta ministro ministra ministros portavoz vocero vocera "
		"secretario secretaria director directora jefe jefa lider lideres dirigente "
		"dirigentes alcalde alcaldesa gobernador gobernadora senador senadora diputado "
		"diputada diputados juez jueza fiscal abogado abogada abogados policia "
		"experto experta expertos investigador investigadora investigadores profesor "
		"profesora medico medica medicos testigo testigos vecino vecina vecinos hombre "
		"mujer nino nina chico chica padre madre hijo hija hermano hermana amigo amiga "
		"amigos periodista periodistas escritor escritora autor autora economista "
		"economistas analista analistas candidato candidata embajador embajadora "
		"general coronel comandante entrenador entrenadora jugador jugadora estudiante "
		"estudiantes trabajador trabajadora trabajadores empresario empresaria "
		"sindicalista activista activistas fuentes funcionario funcionaria "
		"funcionarios papa canciller concejal consejero consejera"
	},
	{NP_PERSON | NP_MALE, "hombre nino padre hijo hermano presidente ministro director"},
	{NP_PERSON | NP_FEMALE, "mujer nina madre hija hermana presidenta ministra directora"},
	{NP_DOCUMENT,
		"comunicado informe carta estudio encuesta documento articulo diario texto "
		"declaracion nota periodico"
	},
	{NP_GROUP,
		"gobierno ministerio partido policia justicia fiscalia tribunal empresa grupo "
		"compania asociacion sindicato comision parlamento congreso senado universidad "
		"instituto organizacion agencia ayuntamiento oposicion ejercito moncloa otan"
	},
	{NP_TITLE_WORD, "sr sra don dona dr dra senor senora"},
	{NP_MALE, "sr don senor"},
	{NP_FEMALE, "sra dona senora"},
	{NP_DETERMINER,
		"el la los las un una unos unas este esta estos estas ese esa cada varios "
		"varias todos todas algun alguna lo al del"
	},
	{NP_OWNER | NP_DETERMINER, "su sus nuestro nuestra mi mis tu"},
	{NP_PREPOSITION,
		"de del a al en por para con sin sobre entre desde hasta contra tras durante "
		"ante bajo hacia segun mediante"
	},
	{NP_JOINS, "de del en para a"},
	{NP_BY, "por"},
	{NP_AS, "como"},
	{NP_AUXILIARY,
		"ha han habia habian hay es son era eran fue fueron sera esta estan estaba no "
		"puede podia debe debia va se le les lo me nos"
	},
	{NP_ADVERB,
		"tambien ya entonces luego despues ademas asimismo todavia aun siempre nunca "
		"hoy antes tampoco"
	},
	{NP_TIME,
		"lunes martes miercoles jueves viernes sabado domingo ayer hoy manana enero "
		"febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
		"diciembre semana mes ano anos dia noche tarde pasado pasada"
	},
	{NP_AND, "y e o u pero ni"},
	{NP_SUBORDINATE, "que cuando si porque aunque mientras donde como pues"},
	{NP_RELATIVE, "quien quienes que cual"},
	{NP_SHE, "ella"},
	{NP_THEY, "ellos ellas"},
	{NP_I, "yo nosotros usted tu"},
	{NP_ACCORDING, "segun"},
	{NP_SOMEBODY, "otros otras muchos muchas algunos algunas varios varias"},
	{NP_NAME_PART, "de del la las los y van von"},
	{NP_VERB,
		"hace hizo tiene tenia tuvo pone puso da dio ve vio llega llego queda quedo "
		"sigue siguio lleva llevo deja dejo"
	},
	{NP_FIRST_NAME | NP_MALE,
		"jose juan antonio manuel francisco luis carlos javier miguel pedro jesus "
		"alberto fernando jorge rafael pablo mariano alejandro sergio diego ramon "
		"andres enrique vicente ignacio hugo nicolas evo rodrigo ricardo eduardo "
		"gabriel felipe oscar victor mario ivan ruben raul joaquin santiago"
	},
	{NP_FIRST_NAME | NP_FEMALE,
		"maria carmen ana isabel cristina laura marta elena rosa lucia soledad "
		"soraya patricia susana monica yolanda irene ines teresa pilar beatriz "
		"angela silvia raquel andrea paula sara eva julia claudia gabriela"
	},
	{0, NULL}
};

const NpSpeech np_speech_es = {"es", lists, "mente", NULL, NULL, false, false, true};
