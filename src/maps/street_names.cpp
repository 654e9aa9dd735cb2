// SPDX-License-Identifier: Apache-2.0
#include "maps/street_names.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace facteo::maps {
namespace {

using Names = std::span<const std::string_view>;

// With their article, so that "Rue " + name reads right. People have none.

constexpr std::string_view kPeople[] = {"Victor-Hugo", "Jean-Jaurès", "Louis-Pasteur", "Émile-Zola",
    "George-Sand", "Marie-Curie", "Jules-Ferry", "Léon-Gambetta", "Honoré-de-Balzac", "Gustave-Flaubert",
    "Aristide-Briand", "Anatole-France", "Voltaire", "Jean-Jacques-Rousseau", "Denis-Diderot", "Molière",
    "Racine", "Pierre-Corneille", "La Fontaine", "Paul-Verlaine", "Arthur-Rimbaud", "Charles-Baudelaire",
    "Alfred-de-Musset", "Lamartine", "Chateaubriand", "Stendhal", "Alexandre-Dumas", "Jules-Verne",
    "Guy-de-Maupassant", "Alphonse-Daudet", "Frédéric-Mistral", "Edmond-Rostand", "Marcel-Proust", "Colette",
    "Alain-Fournier", "Charles-Péguy", "Guillaume-Apollinaire", "Max-Jacob", "Paul-Éluard", "Robert-Desnos",
    "Saint-Exupéry", "Jean-Moulin", "Pierre-Brossolette", "Général-Leclerc", "Guynemer", "Jean-Mermoz",
    "Hélène-Boucher", "Louis-Blériot", "Clément-Ader", "Montgolfier", "Claude-Debussy", "Maurice-Ravel",
    "Hector-Berlioz", "Georges-Bizet", "Camille-Saint-Saëns", "Gabriel-Fauré", "Erik-Satie", "Lili-Boulanger",
    "Rameau", "Couperin", "Claude-Monet", "Auguste-Renoir", "Paul-Cézanne", "Paul-Gauguin", "Camille-Corot",
    "Jean-François-Millet", "Édouard-Manet", "Edgar-Degas", "Berthe-Morisot", "Rosa-Bonheur", "Auguste-Rodin",
    "Camille-Claudel", "Toulouse-Lautrec", "Henri-Matisse", "Georges-Braque", "Nicolas-Poussin", "Fragonard",
    "Watteau", "Chardin", "Eugène-Delacroix", "Gustave-Courbet", "Lavoisier", "Buffon", "Claude-Bernard",
    "Ambroise-Paré", "Laennec", "Docteur-Roux", "Marcellin-Berthelot", "François-Arago", "Henri-Becquerel",
    "Pierre-Simon-de-Laplace", "Descartes", "Blaise-Pascal", "Montaigne", "Montesquieu", "Rabelais",
    "Ronsard", "Joachim-du-Bellay", "Clément-Marot", "François-Villon", "Jeanne-d'Arc", "Du Guesclin",
    "Bayard", "Sully", "Colbert", "Vauban", "Turgot", "Mirabeau", "Danton", "Camille-Desmoulins",
    "Olympe-de-Gouges", "Abbé-Grégoire", "Condorcet", "Carnot", "Hoche", "Marceau", "Kléber", "La Fayette",
    "Ledru-Rollin", "Louis-Blanc", "Raspail", "Béranger", "Michelet", "Edgar-Quinet", "Jules-Guesde",
    "Jules-Vallès", "Louise-Michel", "Eugène-Pottier", "Pierre-Leroux", "Étienne-Dolet", "Ferdinand-Buisson",
    "Paul-Bert", "Pauline-Kergomard", "Waldeck-Rousseau", "Émile-Combes", "Sadi-Carnot", "Félix-Faure",
    "Paul-Doumer", "Léon-Blum", "Roger-Salengro", "Pierre-Mendès-France", "Georges-Clemenceau",
    "Maréchal-Joffre", "Général-de-Gaulle", "Charles-Perrault", "Comtesse-de-Ségur", "Nadar", "Niépce",
    "Daguerre", "Lumière", "Georges-Méliès", "Sarah-Bernhardt", "Talma", "Bouvard", "Turenne", "Lesueur",
    "Pierre-de-Fermat", "Évariste-Galois", "Sophie-Germain", "Joseph-Fourier", "Gaspard-Monge",
    "Augustin-Cauchy", "Henri-Poincaré", "Gay-Lussac", "Jean-Perrin", "Paul-Langevin", "Pierre-Curie",
    "Irène-Joliot-Curie", "Camille-Flammarion", "Cassini", "Bougainville", "La Pérouse", "Jacques-Cartier",
    "Samuel-de-Champlain", "Dumont-d'Urville", "Jean-Bart", "Surcouf", "Duquesne", "Théophile-Gautier",
    "Gérard-de-Nerval", "Alfred-de-Vigny", "Leconte-de-Lisle", "Sully-Prudhomme", "Stéphane-Mallarmé",
    "Marceline-Desbordes-Valmore", "Louise-Labé", "Madame-de-Sévigné", "Madame-de-La-Fayette", "La Bruyère",
    "La Rochefoucauld", "Bossuet", "Fénelon", "Beaumarchais", "Marivaux", "D'Alembert", "Malesherbes",
    "Élisée-Reclus", "Ernest-Renan", "Hippolyte-Taine", "Jules-Renard", "Octave-Mirbeau", "Pierre-Loti",
    "Maurice-Genevoix", "Georges-Seurat", "Paul-Signac", "Camille-Pissarro", "Alfred-Sisley", "Eugène-Boudin",
    "Honoré-Daumier", "Gustave-Doré", "Jacques-Louis-David", "Ingres", "Théodore-Géricault",
    "Élisabeth-Vigée-Le-Brun", "Suzanne-Valadon", "Charles-Gounod", "Jules-Massenet", "Édouard-Lalo",
    "César-Franck", "Vincent-d'Indy", "Paul-Dukas", "Emmanuel-Chabrier", "Jacques-Offenbach",
    "Cécile-Chaminade", "Louise-Farrenc", "François-Rude", "Aristide-Maillol", "Antoine-Bourdelle",
    "Germain-Pilon", "Jean-Goujon", "Philibert-Delorme", "Mansart", "Le Nôtre", "Viollet-le-Duc",
    "Parmentier", "Olivier-de-Serres", "Mathieu-de-Dombasle", "Jean-Macé", "Flora-Tristan",
    "Hubertine-Auclert", "Maria-Deraismes", "Séverine", "Madeleine-Brès", "Julie-Victoire-Daubié",
    "Victor-Schœlcher", "Toussaint-Louverture", "Abbé-de-l'Épée", "Louis-Braille", "Valentin-Haüy",
    "Henri-Dunant", "Frédéric-Passy", "Léon-Bourgeois", "Proudhon", "Charles-Fourier", "Étienne-Cabet",
    "Barbès", "Auguste-Blanqui", "Benoît-Malon", "Marcel-Sembat", "Édouard-Vaillant", "Francis-de-Pressensé"};

constexpr std::string_view kEvents[] = {"de la République", "de la Liberté", "de l'Égalité",
    "de la Fraternité", "du 4-Septembre", "du 11-Novembre-1918", "du 8-Mai-1945", "du 14-Juillet",
    "du 19-Mars-1962", "de la Paix", "de la Résistance", "des Déportés", "de l'Union", "du Progrès",
    "de l'Avenir", "de la Concorde", "de Verdun", "de la Marne", "de Valmy", "d'Alsace", "de Lorraine",
    "de Strasbourg", "de Bretagne", "de Normandie", "de Touraine", "du Berry", "du Limousin", "d'Auvergne",
    "de la Mutualité", "des Écoles", "du Collège", "de l'Hôpital", "du Théâtre", "de la Préfecture",
    "de la Poste", "des Postes", "du Télégraphe", "de la Gare", "de l'Industrie", "du Commerce",
    "des Entrepreneurs", "de l'Octroi", "du Champ-de-Foire", "des Casernes", "du Manège", "de l'Abattoir",
    "du Gaz", "de la Caisse-d'Épargne", "des Deux-Gares", "du Faubourg"};

constexpr std::string_view kOldTown[] = {"des Tanneurs", "de la Boucherie", "des Drapiers", "des Cordeliers",
    "des Jacobins", "des Ursulines", "des Augustins", "du Chapitre", "de l'Évêché", "du Cloître",
    "des Chanoines", "de la Monnaie", "des Changes", "de la Poterie", "de la Ferronnerie", "des Orfèvres",
    "des Merciers", "des Cordiers", "des Foulons", "des Teinturiers", "des Tisserands", "des Chapeliers",
    "des Boulangers", "du Four-Banal", "du Marché-au-Blé", "du Marché-aux-Herbes", "du Marché-aux-Poissons",
    "du Pilori", "de l'Arquebuse", "du Rempart", "des Fossés", "de la Porte-Neuve", "de la Tour-Carrée",
    "du Guet", "de la Vieille-Prison", "du Puits-Salé", "du Puits-de-l'Ours", "de la Fontaine-aux-Moines",
    "du Cheval-Blanc", "de la Croix-d'Or", "de l'Écu", "du Lion-d'Or", "des Trois-Rois", "des Trois-Pigeons",
    "de la Truie-qui-File", "du Chat-qui-Pêche", "de l'Aumône", "de l'Hôtel-Dieu", "des Pénitents",
    "Saint-Étienne", "Saint-Nicolas", "Saint-Éloi", "Saint-Pierre", "Sainte-Catherine", "Saint-Michel",
    "Saint-Jacques", "Notre-Dame", "Saint-Martin", "Sainte-Croix", "Saint-Sauveur", "Saint-Antoine",
    "des Deux-Ponts", "de la Levée", "du Moulin-du-Roi", "du Petit-Pont", "des Lavandières", "de l'Abreuvoir",
    "du Gué", "de la Grenouille", "aux Ours", "aux Fèvres", "du Bourg-Vieux", "Basse", "Haute", "Étroite",
    "Torte", "du Grenier-à-Sel", "de la Juiverie", "des Lombards", "de l'Échevinage", "du Beffroi",
    "de l'Horloge", "de la Petite-Horloge", "du Bailliage", "du Présidial", "de la Commanderie", "du Temple",
    "des Capucins", "des Minimes", "du Carroir", "des Bouchers", "des Pelletiers", "des Parcheminiers",
    "des Gantiers", "des Maréchaux", "des Potiers-d'Étain", "des Couteliers", "des Selliers", "des Charrons",
    "des Vanniers", "des Tonneliers", "des Vinaigriers", "des Apothicaires", "des Barbiers", "des Écrivains",
    "des Clercs", "du Parlement", "de la Trésorerie", "de la Vieille-Poste", "des Messageries",
    "de la Diligence", "du Jeu-de-Paume", "du Jeu-de-Boules", "de la Comédie", "du Vieux-Collège",
    "des Grandes-Écoles", "de la Psalette", "des Carmes", "des Feuillants", "des Bénédictins",
    "de la Visitation", "de la Madeleine", "Sainte-Anne", "Sainte-Barbe", "Saint-Vincent", "Saint-Laurent",
    "Saint-Germain", "Saint-Hilaire", "Saint-Aignan", "Saint-Roch", "Saint-Fiacre", "Saint-Crépin",
    "Saint-Yves", "du Dragon", "du Griffon", "de la Licorne", "du Cygne", "du Paon", "de l'Étoile",
    "du Croissant", "de la Clef", "du Sabot", "du Bœuf-Couronné", "du Mouton-Noir", "de la Poule-Grasse",
    "du Coq", "de la Salamandre", "des Quatre-Fils", "des Cinq-Plaies", "du Mûrier", "de la Treille",
    "du Figuier", "de la Vieille-Enceinte", "de la Poterne", "du Pont-Levis", "du Donjon", "de la Haute-Tour",
    "des Arbalétriers"};

constexpr std::string_view kGardens[] = {"des Tilleuls", "des Acacias", "des Érables", "des Bouleaux",
    "des Cèdres", "des Charmes", "des Chênes", "des Hêtres", "des Frênes", "des Saules", "des Peupliers",
    "des Platanes", "des Noyers", "des Noisetiers", "des Cerisiers", "des Pruniers", "des Pommiers",
    "des Amandiers", "des Mûriers", "des Lilas", "des Roses", "des Glycines", "des Camélias",
    "des Hortensias", "des Magnolias", "des Mimosas", "des Jonquilles", "des Narcisses", "des Tulipes",
    "des Violettes", "des Pervenches", "des Primevères", "des Bleuets", "des Coquelicots", "des Genêts",
    "des Bruyères", "des Aubépines", "des Églantiers", "du Chèvrefeuille", "des Clématites", "des Capucines",
    "des Iris", "des Glaïeuls", "des Pivoines", "des Mésanges", "des Rossignols", "des Hirondelles",
    "des Fauvettes", "des Alouettes", "des Pinsons", "des Chardonnerets", "des Bouvreuils",
    "des Rouges-Gorges", "des Merles", "des Loriots", "des Bergeronnettes", "des Martinets", "des Huppes",
    "des Hérons", "des Martins-Pêcheurs", "des Écureuils", "des Chevreuils", "de la Garenne", "du Belvédère",
    "du Panorama", "de la Roseraie", "de la Châtaigneraie", "de la Cerisaie", "de la Chênaie", "du Verger",
    "des Jardins", "du Clos-Fleuri", "du Clos-des-Sources", "des Coteaux", "du Bel-Air", "de Beausoleil",
    "de la Clairière", "de l'Orée-du-Bois", "des Fougères", "des Myosotis", "des Marguerites",
    "des Campanules", "des Anémones", "des Ajoncs", "des Sorbiers", "des Alisiers"};

constexpr std::string_view kWorks[] = {"Denis-Papin", "Gustave-Eiffel", "Ferdinand-de-Lesseps", "Marc-Seguin",
    "Jacquard", "Gutenberg", "Ampère", "Volta", "Galilée", "Archimède", "Léonard-de-Vinci", "Nicolas-Appert",
    "Étienne-Lenoir", "Zénobe-Gramme", "Aristide-Bergès", "Louis-Renault", "de l'Artisanat", "des Forges",
    "de la Fonderie", "de la Tuilerie", "de la Briqueterie", "de la Verrerie", "des Filatures",
    "de la Minoterie", "de la Sucrerie", "de l'Usine", "des Ateliers", "des Entrepôts", "du Fret",
    "de la Zone-Artisanale", "du Grand-Pré", "des Lignières", "de la Prairie", "de l'Énergie",
    "de l'Innovation", "des Métiers"};

constexpr std::string_view kVillage[] = {"du Lavoir", "de la Fontaine", "de l'Église", "du Presbytère",
    "de la Mairie", "du Puits", "du Four", "de la Forge", "de la Mare", "du Calvaire", "de la Croix",
    "du Château", "du Moulin", "de l'Étang", "de la Chapelle", "du Bourg", "de l'École", "du Stade",
    "du Cimetière", "de la Ferme", "des Granges", "du Pressoir", "de la Cure", "du Pigeonnier",
    "de la Ruelle", "du Haut", "du Bas", "du Milieu", "du Carrefour", "du Tilleul", "du Vieux-Chêne",
    "du Gros-Orme", "de la Pompe", "de la Bascule", "du Pont", "de la Vallée", "des Sources", "du Ruisseau",
    "de l'Abreuvoir-aux-Bœufs", "de la Place"};

constexpr std::string_view kCountry[] = {"des Vignes", "de la Brande", "des Grands-Champs", "du Bois-Joli",
    "de la Folie", "des Loges", "de la Justice", "du Gibet", "des Sablons", "de la Marnière",
    "des Terres-Fortes", "des Terres-Rouges", "du Champ-Long", "du Champ-du-Puits", "de la Croix-Blanche",
    "de la Croix-Verte", "du Pré-Bas", "des Prés-Hauts", "de la Noue", "des Noues", "des Brosses",
    "de la Bergerie", "des Bergers", "du Chêne-Pendu", "de l'Alouette", "du Renard", "de la Louvière",
    "du Loup", "de la Fosse-aux-Loups", "des Carrières", "de la Sablière", "du Crot", "de la Vallée-Sèche",
    "du Gué-de-l'Orle", "de Halage", "des Saulaies", "des Aulnes", "de la Chaume", "des Chaumes",
    "des Plantes", "des Hautes-Bornes", "de la Borne", "du Fond-des-Vaux", "des Essarts", "du Défens",
    "de la Garde", "du Grand-Bois", "du Petit-Bois", "de Bellevue", "du Mauvais-Pas", "de la Pierre-Levée",
    "des Trois-Ormes", "des Quatre-Vents", "du Moulin-à-Vent", "de la Métairie", "du Colombier",
    "de la Garenne-aux-Lièvres", "de la Genetière"};

std::vector<std::string> poolOf(NameStyle style)
{
    std::vector<std::string> pool;
    const auto take = [&pool](Names names) { pool.insert(pool.end(), names.begin(), names.end()); };
    switch (style) {
    case NameStyle::OldTown:
        take(kOldTown);
        break;
    case NameStyle::Town:
        take(kPeople);
        take(kEvents);
        take(kVillage); // what the fields were called before the town came
        take(kCountry);
        break;
    case NameStyle::Avenue:
        take(kPeople);
        break;
    case NameStyle::Gardens:
        take(kGardens);
        break;
    case NameStyle::Works:
        take(kWorks);
        break;
    case NameStyle::Village:
        take(kVillage);
        break;
    case NameStyle::Country:
        take(kCountry);
        break;
    }
    return pool;
}

bool isPerson(const std::string &name)
{
    return !name.starts_with("de ") && !name.starts_with("du ") && !name.starts_with("des ") &&
           !name.starts_with("de l'") && !name.starts_with("d'") && !name.starts_with("aux ");
}

/// "Rue Général-Leclerc" is spoken "Rue du Général-Leclerc".
std::string withRank(const std::string &name)
{
    for (const std::string_view rank : {"Général-", "Maréchal-", "Docteur-"})
        if (name.starts_with(rank))
            return "du " + name;
    return name.starts_with("Abbé-") ? "de l'" + name : name;
}

/// When every name of a style is given away, the next streets are called after the same things: an alley
/// beside the street of that name. In this order.
Names otherTypes(NameStyle style)
{
    static constexpr std::string_view kBesideOldTown[] = {
        "Ruelle", "Cour", "Passage", "Venelle", "Petite Rue", "Impasse"};
    static constexpr std::string_view kBesideTown[] = {
        "Square", "Passage", "Cité", "Villa", "Allée", "Impasse", "Cour"};
    static constexpr std::string_view kBesideGardens[] = {
        "Rue", "Allée", "Clos", "Impasse", "Square", "Résidence", "Chemin"};
    static constexpr std::string_view kBesideVillage[] = {
        "Chemin", "Ruelle", "Impasse", "Cour", "Petite Rue", "Sente"};
    static constexpr std::string_view kBesideCountry[] = {
        "Route", "Sente", "Voie", "Traverse", "Montée", "Allée"};
    switch (style) {
    case NameStyle::OldTown:
        return kBesideOldTown;
    case NameStyle::Town:
    case NameStyle::Avenue:
    case NameStyle::Works:
        return kBesideTown;
    case NameStyle::Gardens:
        return kBesideGardens;
    case NameStyle::Village:
        return kBesideVillage;
    case NameStyle::Country:
        return kBesideCountry;
    }
    std::unreachable();
}

} // namespace

StreetNames::StreetNames(std::uint64_t seed) : m_dice(seed)
{
    for (std::size_t style = 0; style < m_pools.size(); ++style) {
        auto &names = m_pools[style].names;
        names = poolOf(static_cast<NameStyle>(style));
        for (std::size_t i = names.size(); i > 1; --i)
            std::swap(names[i - 1], names[m_dice.below(i)]);
    }
}

std::string StreetNames::typeFor(NameStyle style, double length, bool deadEnd, bool person)
{
    if (style == NameStyle::Country)
        return "Chemin";
    if (deadEnd)
        return "Impasse";
    switch (style) {
    case NameStyle::OldTown:
        if (length < 60)
            return m_dice.chance(0.5) ? "Venelle" : "Passage";
        return length < 95 && m_dice.chance(0.4) ? "Ruelle" : "Rue";
    case NameStyle::Avenue:
        return "Avenue";
    case NameStyle::Gardens:
        return m_dice.chance(0.55) ? "Allée" : "Rue";
    case NameStyle::Village:
        return length < 90 && m_dice.chance(0.4) ? "Ruelle" : "Rue";
    case NameStyle::Town:
        if (length > 620 && person)
            return "Avenue";
        return length < 70 ? "Passage" : "Rue";
    case NameStyle::Works:
    case NameStyle::Country:
        return "Rue";
    }
    std::unreachable();
}

std::string StreetNames::draw(NameStyle style, double length, bool deadEnd)
{
    auto &pool = m_pools[static_cast<std::size_t>(style)];
    const auto others = otherTypes(style);
    for (std::size_t tries = 0; tries < pool.names.size() * (others.size() + 1); ++tries) {
        const auto &name = pool.names[pool.next % pool.names.size()];
        const std::size_t round = pool.next / pool.names.size();
        ++pool.next;
        auto type = round == 0 ? typeFor(style, length, deadEnd, isPerson(name))
                               : std::string(others[(round - 1) % others.size()]);
        auto full = std::move(type) + " " + withRank(name);
        if (m_used.insert(full).second)
            return full;
    }
    // Every type with every name is used up: no town is that large, but the answer stays unique.
    auto full = "Voie " + std::to_string(m_used.size());
    m_used.insert(full);
    return full;
}

} // namespace facteo::maps
